/** Whether branches of `oneOf` exclude each other, so that it says no more than `anyOf`. */
import { equal } from '../../../../../document/equal.ts';
import { own, strings } from '../../keywords.ts';
import type { Place } from '../../library.ts';
import { inner, namesIn, type View } from '../view.ts';
import { covers, typesOf } from './type.ts';
import { allowedValues } from './values.ts';

/** Comparing every branch with every other one stops being worth it somewhere. */
const MOST_BRANCHES = 100;

/** True only where no value can match two of the schemas: by type, by allowed values, or by a required property's. */
export function disjoint(views: readonly View[], look: (place: Place) => View): boolean {
  if (views.length > MOST_BRANCHES) return false;
  return views.every((view, index) => views.slice(index + 1).every((other) => apart(view, other, look)));
}

function apart(a: View, b: View, look: (place: Place) => View): boolean {
  return apartByValue(a, b) || discriminated(a, b, look);
}

function apartByValue(a: View, b: View): boolean {
  if (a.never || b.never) return true;
  const types = typesOf(b);
  if (!typesOf(a).some((type) => covers(types, type) || (type === 'number' && types.includes('integer')))) return true;
  const values = allowedValues(a);
  const others = allowedValues(b);
  if (values === undefined || others === undefined) return false;
  return !values.some((value) => others.some((other) => equal(value, other)));
}

function discriminated(a: View, b: View, look: (place: Place) => View): boolean {
  // Anything but an object would pass `required` on both sides.
  if (typesOf(a).join() !== 'object' || typesOf(b).join() !== 'object') return false;
  const required = strings(own(b.constraints, 'required'));
  const common = strings(own(a.constraints, 'required')).filter((name) => required.includes(name));
  return common.some((name) => {
    if (!namesIn(a, 'properties').includes(name) || !namesIn(b, 'properties').includes(name)) return false;
    const first = inner(a, 'properties', name);
    const second = inner(b, 'properties', name);
    return first !== undefined && second !== undefined && apartByValue(look(first), look(second));
  });
}
