/** The page's one style sheet, of parts that each stand in a file of their own. */
import { charts } from './styles/charts.ts';
import { colours } from './styles/colours.ts';
import { controls } from './styles/controls.ts';
import { forms } from './styles/forms.ts';
import { layout } from './styles/layout.ts';
import { map } from './styles/map.ts';
import { print } from './styles/print.ts';
import { reads } from './styles/reads.ts';
import { source } from './styles/source.ts';
import { tables } from './styles/tables.ts';
import { text } from './styles/text.ts';

/** Without `<`, `&` and characters that an editor may change: its hash stands in the page's policy. */
export const styles = [colours, text, layout, tables, source, charts, map, reads, controls, forms, print].join('');
