/** To make what it measures with takes 20 ms, so it is loaded where a text needs it: see `columns`. */
export { default } from 'string-width';
