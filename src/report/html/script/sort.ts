/** Tables of class `sortable`: a button in every column header, and rows beyond the first few behind another. */
export const sort = `
/** @param {HTMLTableElement} table */
function makeSortable(table) {
  const body = table.tBodies[0];
  const headers = [...table.querySelectorAll('thead th')];
  if (!body) return;
  const visible = Number(table.dataset.visible) || Infinity;
  let open = body.rows.length - visible > 0 ? false : true;

  const arrange = () => {
    [...body.rows].forEach((row, index) => { row.hidden = !open ? index >= visible : false; });
  };

  headers.forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const within = body.querySelector('tr.within');
      within?.remove();
      const first = header.classList.contains('figure') || header.hasAttribute('data-bars') ? 'descending' : 'ascending';
      const other = first === 'descending' ? 'ascending' : 'descending';
      const order = header.getAttribute('aria-sort') === first ? other : first;
      for (const one of headers) one.removeAttribute('aria-sort');
      header.setAttribute('aria-sort', order);
      body.append(...sorted([...body.rows], column, order === 'ascending' ? 1 : -1));
      arrange();
      const chosen = [...body.rows].find((row) => row.classList.contains('chosen'));
      if (within) chosen?.after(within);
    });
  });

  if (open) return;
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'more';
  more.textContent = 'Show all ' + body.rows.length;
  more.addEventListener('click', () => {
    open = true;
    arrange();
    const next = body.rows[visible]?.querySelector('button');
    more.remove();
    next?.focus();
  });
  table.parentElement?.after(more);
  arrange();
}

/**
 * Numbers by size, other texts by letter; what has no value comes last either way.
 * @param {HTMLTableRowElement[]} rows @param {number} column @param {number} sign
 */
function sorted(rows, column, sign) {
  const collator = new Intl.Collator('en', { numeric: true });
  const key = (/** @type {HTMLTableRowElement} */ row) => {
    const cell = row.cells[column];
    return cell?.dataset.value ?? cell?.textContent?.trim() ?? '';
  };
  return rows.sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    if (one === '' || other === '') return Number(one === '') - Number(other === '');
    const difference = Number(one) - Number(other);
    return sign * (Number.isNaN(difference) ? collator.compare(one, other) : difference);
  });
}

for (const table of document.querySelectorAll('table')) if (table.classList.contains('sortable')) makeSortable(table);
`;
