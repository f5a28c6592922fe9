/** Keys of weir.yml that say how CSV files are written and what they hold; part of its published JSON Schema. */

export const options = {
  types: {
    type: 'object',
    additionalProperties: {
      enum: ['text', 'number', 'boolean', 'dmy', 'mdy'],
    },
    description:
      'What columns of CSV files hold. Default: number or boolean where JSON would write every value of the column like that, else text. dmy, mdy: days (and times) that begin with the day or the month, such as 31.12.2026 or 12/31/2026; they are read as 2026-12-31.',
    examples: [
      {
        age: 'number',
        code: 'text',
      },
    ],
  },
  dialect: {
    title: 'DialectYml',
    type: 'object',
    properties: {
      delimiter: {
        type: 'string',
        minLength: 1,
        maxLength: 1,
        description:
          'What stands between two fields. Default: the one of , ; | and tab that header and first rows agree on.',
        examples: [';'],
      },
      quote: {
        type: 'string',
        maxLength: 1,
        description: 'What encloses a field. "": nothing does. Default: ".',
        examples: ["'"],
      },
      escape: {
        type: 'string',
        minLength: 1,
        maxLength: 1,
        description: 'What stands before a quote that belongs to the field. Default: the quote itself, doubled.',
        examples: ['\\'],
      },
      header: {
        anyOf: [
          {
            type: 'boolean',
          },
          {
            type: 'array',
            items: {
              type: 'string',
              minLength: 1,
            },
            minItems: 1,
            uniqueItems: true,
          },
        ],
        description: 'Whether the first line names the columns; a list names them where it does not. Default: true.',
        examples: [['id', 'origin']],
      },
      encoding: {
        type: 'string',
        minLength: 1,
        description:
          'How text became bytes, by a name of the WHATWG encoding standard. Default: utf-8, or utf-16 where the file begins like that.',
        examples: ['windows-1252'],
      },
      decimal: {
        enum: ['.', ','],
        description:
          'What stands before the decimals in columns declared as number. With ",", these may be written 1234,5 and 1.234,50, 1 234,50 or 1\'234,50. Default: ".".',
        examples: [','],
      },
    },
    additionalProperties: false,
    description: 'How CSV files are written, where header and first rows do not tell.',
    examples: [
      {
        delimiter: ';',
        encoding: 'windows-1252',
      },
    ],
  },
};
