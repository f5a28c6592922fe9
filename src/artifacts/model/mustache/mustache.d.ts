/** Of the library what is used here; it brings no types. */
declare module 'mustache' {
  class Context {
    constructor(view: unknown, parent?: Context);
    push(view: unknown): Context;
    lookup(name: string): unknown;
  }
  class Writer {
    parse(template: string): unknown;
    render(
      template: string,
      view: unknown,
      partials?: undefined,
      config?: { readonly escape: (value: unknown) => string },
    ): string;
  }
  const mustache: { readonly Context: typeof Context; readonly Writer: typeof Writer };
  export default mustache;
}
