/** Makes the recorded orders: `node examples/shipping/make.mjs > examples/shipping/traffic/orders.jsonl`. All of them are made up. */
for (let index = 0; index < 2000; index += 1) {
  // Round totals are frequent, as in any shop that prices so: each 40th is 50 to the cent.
  const total = index % 40 === 0 ? 50 : Math.round(((index * 7919) % 12000) + 500) / 100;
  const order = { 'Order Total': total, Zone: index % 4 === 3 ? 'abroad' : 'home', Member: index % 5 === 0 };
  process.stdout.write(`${JSON.stringify(order)}\n`);
}
