/** Loaded into an App by `--import`: its machine's clock is wrong by CLOCK_SECONDS. */
const shift = Number(process.env.CLOCK_SECONDS) * 1000;
const Right = Date;

globalThis.Date = class extends Right {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [Right.now() + shift] : given) as [number]));
  }

  static override now(): number {
    return Right.now() + shift;
  }
} as DateConstructor;
