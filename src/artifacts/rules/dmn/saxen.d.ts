/** The part of saxen that is used; it brings no types. */
declare module 'saxen' {
  type Decode = (text: string) => string;
  type Context = () => { readonly line: number; readonly column: number };
  interface Hooks {
    openTag(name: string, attributes: () => Record<string, string>, decode: Decode, closesItself: boolean): void;
    closeTag(name: string, decode: Decode, closesItself: boolean): void;
    text(value: string, decode: Decode): void;
    cdata(value: string): void;
    comment(value: string): void;
    question(value: string): void;
    attention(value: string): void;
    warn(warning: Error, context: Context): void;
    error(error: Error, context: Context): void;
  }
  export class Parser {
    ns(prefixes: Record<string, string>): this;
    on<Name extends keyof Hooks>(name: Name, hook: Hooks[Name]): this;
    parse(xml: string): void;
  }
}
