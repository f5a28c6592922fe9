/** Says its number, then computes without end: it never hears anything. */
process.send?.(process.pid, () => {
  for (;;);
});
