/** Numbers of a chart's marks at the pointer, and under the arrow keys once the chart has the focus. */
export const tips = `
const tip = document.createElement('div');
tip.className = 'tip';
tip.setAttribute('role', 'status');
document.body.append(tip);

/** @type {Element | undefined} */
let pointed;

/** @param {Element | undefined} mark */
function point(mark) {
  pointed?.classList.remove('pointed');
  pointed = mark;
  mark?.classList.add('pointed');
  tip.textContent = mark?.getAttribute('data-tip') ?? '';
  if (!mark) return;
  const box = mark.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = box.left + box.width / 2 - width / 2;
  tip.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8)) + 'px';
  tip.style.top = (box.top - height - 8 > 0 ? box.top - height - 8 : box.bottom + 8) + 'px';
}

/** @param {SVGSVGElement} chart */
function readable(chart) {
  const titles = chart.classList.contains('chart') ? [...chart.querySelectorAll('title')] : [];
  const marks = titles.flatMap((title) => title.parentElement ?? []);
  if (marks.length === 0) return;
  // The browser's own tip would come late and beside ours.
  for (const title of titles) {
    title.parentElement?.setAttribute('data-tip', title.textContent ?? '');
    title.remove();
  }
  chart.setAttribute('tabindex', '0');
  const step = (/** @type {number} */ by) => {
    const at = pointed ? marks.findIndex((mark) => mark === pointed) : -1;
    point(marks[at === -1 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length]);
  };
  chart.addEventListener('pointerover', (event) => {
    point(event.target instanceof Element ? (event.target.closest('[data-tip]') ?? undefined) : undefined);
  });
  chart.addEventListener('pointerleave', () => point(undefined));
  chart.addEventListener('blur', () => point(undefined));
  chart.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Escape' ? pointed : false) point(undefined);
    else return;
    event.preventDefault();
  });
}
for (const chart of document.querySelectorAll('svg')) readable(chart);
// While the page scrolls, the tip follows the mark that it explains.
addEventListener('scroll', () => point(pointed), { passive: true, capture: true });
`;
