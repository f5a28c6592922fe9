/**
 * Images of main charts for checks. GitHub fetches them without any login, so an address says what it leads to and is
 * signed: nobody can guess one, and what was handed out leads nowhere else and ends. `app.ts` opens it where it is wanted.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { renderPicture, type Theme } from '../../../report/html/picture.ts';
import type { ChartAddresses } from '../../../report/markdown/image.ts';
import type { Report } from '../../../report/report.generated.ts';
import { createSeal } from '../../seal.ts';
import { image, plain, send } from '../answer.ts';
import { type CheckName, readCheckName, writeCheckName } from '../check-name.ts';
import type { TextStore } from '../store/text-store.ts';

/** First part of all names in the store. */
export const CHARTS = 'charts';

export interface Charts {
  /** Keeps the chart of a check, and says where GitHub gets it. Undefined where the report has none. */
  keep(repository: number, name: CheckName, report: Report): Promise<ChartAddresses | undefined>;
  /** Resolves to false for an address that is no chart's. */
  pages(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

export interface ChartsOptions {
  readonly privateKey: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly store: TextStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const DAY = 86_400_000;
const DAYS = 90;

export function openCharts({ privateKey, publicUrl, store, now = Date.now }: ChartsOptions): Charts {
  const seal = createSeal(privateKey, 'charts');

  function addressOf(chart: Chart): string {
    // To the day: a check that is posted again has the same address, of which GitHub keeps a copy.
    const expires = (Math.ceil(now() / DAY) + DAYS) * DAY;
    return `${publicUrl}/charts/${seal.close({ ...chart, name: writeCheckName(chart.name), expires })}.svg`;
  }

  async function find(url: string): Promise<string | undefined> {
    const [, token] = /^\/charts\/([\w-]{1,500}\.[\w-]{1,100})\.svg$/.exec(url) ?? [];
    const { expires, ...rest } = (token && seal.open(token)) || {};
    const chart = readChart(rest);
    if (!chart || typeof expires !== 'number' || expires <= now()) return undefined;
    return store.read(placeOf(chart));
  }

  return {
    async keep(repository, name, report) {
      const [light, dark] = [renderPicture(report, 'light'), renderPicture(report, 'dark')];
      if (light === undefined || dark === undefined) return undefined;
      await store.write(placeOf({ repository, name, theme: 'light' }), light);
      await store.write(placeOf({ repository, name, theme: 'dark' }), dark);
      return {
        light: addressOf({ repository, name, theme: 'light' }),
        dark: addressOf({ repository, name, theme: 'dark' }),
      };
    },
    async pages(request, response) {
      const url = request.url ?? '/';
      if (!url.startsWith('/charts/')) return false;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        send(response, plain(405, 'only GET and HEAD', { allow: 'GET, HEAD', connection: 'close' }));
        return true;
      }
      // A forged address, an expired one and that of a chart that was removed get the same answer.
      const found = await find(url);
      send(response, found === undefined ? plain(404, 'not found') : image(found));
      return true;
    },
  };
}

interface Chart {
  readonly repository: number;
  readonly name: CheckName;
  readonly theme: Theme;
}

function placeOf({ repository, name, theme }: Chart): string {
  return `${CHARTS}/${repository}/${writeCheckName(name)}.${theme}.svg`;
}

/** What a seal held, which only the App can have written: perhaps another version of it. */
function readChart({ repository, name, theme }: Readonly<Record<string, unknown>>): Chart | undefined {
  const check = typeof name === 'string' ? readCheckName(name) : undefined;
  if (!check || typeof repository !== 'number' || (theme !== 'light' && theme !== 'dark')) return undefined;
  return { repository, name: check, theme };
}
