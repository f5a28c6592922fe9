/** Makes the recorded transfers: `node examples/policy/make.mjs > examples/policy/traffic/transfers.jsonl`. All of them are made up. */
const CHANNELS = ['app', 'web', 'branch', 'api'];
for (let index = 0; index < 2000; index += 1) {
  const transfer = {
    amount: (index * 37) % 2000,
    verified: index % 5 !== 0,
    channel: CHANNELS[index % 4],
  };
  process.stdout.write(`${JSON.stringify(transfer)}\n`);
}
