/** The map: what lies on a way through the node or link at the pointer, or in focus, stays; the rest fades. */
export const map = `
for (const map of document.querySelectorAll('.map')) {
  const parts = [...map.querySelectorAll('[data-ways]')];
  const ways = (/** @type {Element} */ part) => (part.getAttribute('data-ways') ?? '').split(' ');
  const show = (/** @type {EventTarget | null} */ target) => {
    const part = target instanceof Element ? target.closest('[data-ways]') : null;
    const own = new Set(part ? ways(part) : []);
    map.classList.toggle('searching', part !== null);
    for (const one of parts) one.classList.toggle('lit', ways(one).some((way) => own.has(way)));
  };
  map.addEventListener('pointerover', (event) => show(event.target));
  map.addEventListener('pointerleave', () => show(document.activeElement));
  map.addEventListener('focusin', (event) => show(event.target));
  map.addEventListener('focusout', () => show(null));
}
`;
