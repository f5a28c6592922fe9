/**
 * Rows of segments: choosing one shows its measures below it, beside those of the whole recording, and makes the
 * pipeline's section one of that segment.
 */
export const segments = `
/** @param {Element} article */
function closeSegment(article) {
  article.querySelector('tr.within')?.remove();
  for (const row of article.querySelectorAll('tr.chosen')) row.classList.remove('chosen');
  for (const button of article.querySelectorAll('.choose')) button.setAttribute('aria-expanded', 'false');
}

/**
 * The measures of a segment stand in its row as pairs of a number and a text: which row of the limits, which value.
 * @param {HTMLTableRowElement} row @param {string} values @param {string} name
 */
function segmentRow(row, values, name) {
  const article = row.closest('article');
  const table = document.createElement('table');
  table.createCaption().textContent = 'Measures of ' + name;
  const head = table.createTHead().insertRow();
  head.append(headerCell('col', 'Measure'));
  for (const title of [name, 'Whole recording']) {
    const cell = headerCell('col', title);
    cell.className = 'figure';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const pair of values.split('|')) {
    const [index = '', value = ''] = pair.split('=');
    const whole = article?.querySelector('tr[data-measure="' + index + '"]');
    if (!whole) continue;
    const line = body.insertRow();
    const measure = headerCell('row', '');
    const code = document.createElement('code');
    code.textContent = whole.querySelector('th')?.textContent ?? '';
    measure.append(code);
    line.append(measure);
    for (const text of [value, whole.querySelector('.value')?.textContent ?? '']) {
      const cell = line.insertCell();
      cell.className = 'figure';
      cell.textContent = text;
    }
  }
  const within = document.createElement('tr');
  within.className = 'within';
  const cell = within.insertCell();
  cell.colSpan = row.cells.length;
  cell.append(table);
  return within;
}

/** @param {'col' | 'row'} scope @param {string} text */
function headerCell(scope, text) {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

for (const row of document.querySelectorAll('tr')) {
  const values = row.dataset.values;
  const header = row.cells[0];
  const article = row.closest('article');
  if (!values || !header || !article) continue;
  const name = header.textContent?.trim() ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'choose';
  button.setAttribute('aria-expanded', 'false');
  button.append(...header.childNodes);
  header.append(button);
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-expanded') === 'true') return showAll(article);
    closeSegment(article);
    button.setAttribute('aria-expanded', 'true');
    row.classList.add('chosen');
    row.after(segmentRow(row, values, name));
    showSlice(article, row, values);
  });
}
`;
