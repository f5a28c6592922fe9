/** Of files in Handlebars. */
export const EXTENSIONS: readonly string[] = ['.hbs', '.handlebars'];
