/** What draws a report may have a fault; what was judged is known by then and must not be lost for it. */

/** Undefined where `draw` breaks, which is said on stderr. */
export async function drawn(name: string, draw: () => string | Promise<string>): Promise<string | undefined> {
  try {
    return await draw();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`weir: ${name} cannot be drawn, which is a fault of Weir; the verdict stands: ${why}\n`);
    return undefined;
  }
}
