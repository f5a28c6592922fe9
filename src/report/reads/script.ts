/** Searches and walks the graph, and draws who reads what: lines from each file to its readers, which light up where one is looked at. */
export const script = `
const search = document.querySelector('input');
const board = document.querySelector('.reads');
const lines = board.querySelector('svg');
const items = [...document.querySelectorAll('[data-item]')];
const count = document.querySelector('[role=status]');
const visible = () => items.filter((item) => !item.hidden);
const edges = [...board.querySelectorAll('.pipelines a')].flatMap((link) => {
  const from = document.getElementById(link.hash.slice(1));
  return from ? [{ from, to: link.closest('[data-item]') }] : [];
});
function draw() {
  lines.replaceChildren();
  const frame = board.getBoundingClientRect();
  for (const edge of edges) {
    edge.path = undefined;
    if (edge.from.hidden || edge.to.hidden) continue;
    const from = edge.from.getBoundingClientRect();
    const to = edge.to.getBoundingClientRect();
    if (to.left < from.right) continue;
    const [x, y] = [from.right - frame.left, from.top + from.height / 2 - frame.top];
    const [u, v] = [to.left - frame.left, to.top + to.height / 2 - frame.top];
    const middle = (x + u) / 2;
    edge.path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    edge.path.setAttribute('d', 'M' + [x, y] + 'C' + [middle, y, middle, v, u, v]);
    lines.append(edge.path);
  }
}
function light(item) {
  for (const one of board.querySelectorAll('.lit')) one.classList.remove('lit');
  board.classList.toggle('asking', Boolean(item));
  if (!item) return;
  item.classList.add('lit');
  for (const { from, to, path } of edges) {
    if (from !== item && to !== item) continue;
    for (const one of [from, to, path]) one?.classList.add('lit');
  }
}
const lookedAt = (event) => event.target.closest?.('[data-item]');
board.addEventListener('mouseover', (event) => light(lookedAt(event)));
board.addEventListener('mouseleave', () => light(document.activeElement.closest('[data-item]')));
board.addEventListener('focusin', (event) => light(lookedAt(event)));
board.addEventListener('focusout', () => light());
addEventListener('resize', draw);
search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase();
  for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  for (const name of board.querySelectorAll('h3')) name.hidden = !name.nextElementSibling.querySelector('[data-item]:not([hidden])');
  count.textContent = visible().length + ' of ' + items.length + ' shown';
  draw();
});
// A link may lead to what the search has hidden.
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return;
  if (target.hidden) {
    search.value = '';
    search.dispatchEvent(new Event('input'));
  }
  target.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
    return;
  }
  const here = document.activeElement.closest('[data-item]');
  const along = { ArrowRight: edges.filter(({ from }) => from === here).map(({ to }) => to), ArrowLeft: edges.filter(({ to }) => to === here).map(({ from }) => from) }[event.key];
  const there = here && along?.find((one) => !one.hidden);
  if (there) {
    event.preventDefault();
    there.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const shown = visible();
  const at = shown.indexOf(here);
  const next = shown[at + step];
  if (next) next.focus();
  else if (step < 0) search.focus();
});
draw();
`;
