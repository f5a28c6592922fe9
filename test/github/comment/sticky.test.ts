import { describe, expect, test } from 'vitest';
import { findSticky, writeSticky } from '../../../src/github/comment/sticky.ts';
import { setUpGitHub } from '../check/github.ts';

const { api, repository } = setUpGitHub();
const comments = '/repos/acme/claims/issues/12/comments';
const query = { per_page: 100 };
const sticky = { body: '<!-- weir -->\n\n**✖ fail**', quiet: false };

function by(login: string, id: number, body: string) {
  return { id, body, user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' } };
}

describe('the one comment', () => {
  test('is posted where there is none', async () => {
    api()
      .get(comments)
      .query(query)
      .reply(200, [by('octo-author', 1, 'Please review.')]);
    api().post(comments, { body: sticky.body }).reply(201, { id: 2 });
    await writeSticky(repository, 12, 'weir', sticky);
  });

  test('is edited where it says something else, on whatever page it stands', async () => {
    const next = `<https://api.github.com${comments}?page=2>; rel="next"`;
    api()
      .get(comments)
      .query(query)
      .reply(200, [by('octo-author', 1, 'Please review.')], { link: next });
    api()
      .get(comments)
      .query({ page: 2 })
      .reply(200, [by('weir[bot]', 2, '<!-- weir -->\n\n**✔ pass**')]);
    api().patch('/repos/acme/claims/issues/comments/2', { body: sticky.body }).reply(200, { id: 2 });
    await writeSticky(repository, 12, 'weir', sticky);
  });

  test('is left alone where it says so already, in whatever line ends', async () => {
    api()
      .get(comments)
      .query(query)
      .reply(200, [by('weir[bot]', 2, '<!-- weir -->\r\n\r\n**✖ fail**\r\n')]);
    await writeSticky(repository, 12, 'weir', sticky);
  });

  test('is none of another author, and no other comment of this App', async () => {
    const answer = by('weir[bot]', 4, 'You wrote:\n\n<!-- weir -->');
    api()
      .get(comments)
      .query(query)
      .reply(200, [by('octo-forger', 2, sticky.body), by('other[bot]', 3, sticky.body), answer]);
    expect(await findSticky(repository, 12, 'weir')).toBeUndefined();
  });

  test('stays the only one: of several by a race the oldest is kept', async () => {
    const copies = [by('weir[bot]', 9, sticky.body), by('weir[bot]', 2, sticky.body)];
    api().get(comments).query(query).reply(200, copies);
    api().delete('/repos/acme/claims/issues/comments/9').reply(204);
    await writeSticky(repository, 12, 'weir', sticky);
  });

  test('is not posted to say that nothing is affected', async () => {
    api().get(comments).query(query).reply(200, []);
    await writeSticky(repository, 12, 'weir', { ...sticky, quiet: true });
  });

  test('is edited to say that nothing is affected any more', async () => {
    const quiet = { body: '<!-- weir -->\n\n**– unaffected**', quiet: true };
    api()
      .get(comments)
      .query(query)
      .reply(200, [by('weir[bot]', 2, sticky.body)]);
    api().patch('/repos/acme/claims/issues/comments/2', { body: quiet.body }).reply(200, { id: 2 });
    await writeSticky(repository, 12, 'weir', quiet);
  });
});
