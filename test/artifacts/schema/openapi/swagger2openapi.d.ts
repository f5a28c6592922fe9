/** What the test uses of it. https://github.com/Mermade/oas-kit/tree/main/packages/swagger2openapi */
declare module 'swagger2openapi' {
  const converter: { convertObj(document: unknown, options: object): Promise<{ readonly openapi: unknown }> };
  export default converter;
}
