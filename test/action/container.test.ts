/** Dockerfile and compose.yaml, as far as they can be held to something without a container engine. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');

interface Instruction {
  readonly name: string;
  readonly text: string;
}

describe('Dockerfile', () => {
  const stages = stagesOf(read('Dockerfile'));
  const final = stages.at(-1) ?? [];

  test('copies what is there and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = stages.flat().flatMap(({ name, text }) => (name === 'COPY' ? sourcesOf(text) : []));
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect([...new Set(copied)].sort()).toEqual(allowed.sort());
  });

  test('lets no key and no setting into an image', () => {
    const [first] = read('.dockerignore')
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(first).toBe('*');
  });

  test('runs on the Node that Weir is developed on, named to the patch', () => {
    const { node } = JSON.parse(read('package.json')).devDependencies;
    expect(stages.map(([from]) => from?.text.split(' ')[0])).toEqual(stages.map(() => `node:${node}-slim`));
  });

  test('does not run as root, and is stopped by a signal that the App answers', () => {
    expect(textOf(final, 'USER')).toBe('1000:1000');
    expect(textOf(final, 'STOPSIGNAL')).toBe('SIGTERM');
    // Without a shell between, which would keep the signal to itself.
    expect(JSON.parse(textOf(final, 'CMD'))).toEqual(['node', 'dist/cli/main.cjs', 'app']);
  });

  test.each([
    [200, 0],
    [503, 1],
  ])('its health check answers to %i with status %i', async (status, expected) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    expect(await health(`${port}`)).toBe(expected);
    expect(asked).toEqual(['/healthz']);
  });

  test('its health check fails where nothing listens', async () => {
    expect(await health('1')).toBe(1);
  });

  /** Exit status of the health check. */
  function health(port: string): Promise<number> {
    const [program = '', ...args] = JSON.parse(textOf(final, 'HEALTHCHECK').replace(/^.*?CMD /, ''));
    expect(program).toBe('node');
    return new Promise((resolve) => {
      execFile(process.execPath, args, { env: { PORT: port } }, (error) => resolve(Number(error?.code ?? 0)));
    });
  }
});

describe('compose.yaml', () => {
  const { services, secrets, volumes } = parse(read('compose.yaml'));

  test('waits for a Redis that only the App can reach and that forgets nothing', () => {
    expect(services.redis).not.toHaveProperty('ports');
    expect(services.redis.command).toMatch(/--appendonly yes .*noeviction/);
    expect(services.redis.healthcheck.test).toContain('redis-cli ping');
    expect(services.weir.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    expect(services.weir.environment.REDIS_URL).toBe('redis://redis:6379');
  });

  test('leaves the App the 25 seconds that it takes to hand its work back', () => {
    expect(Number.parseInt(services.weir.stop_grace_period, 10)).toBeGreaterThanOrEqual(30);
  });

  test('lets the App write to its volume and to /tmp alone', () => {
    const { weir } = services;
    expect(weir).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      volumes: ['weir:/var/lib/weir'],
    });
    expect(weir.environment.WEIR_AUDIT_LOG).toMatch(/^\/var\/lib\/weir\//);
    expect(read('Dockerfile')).toContain('WEIR_CACHE=/var/lib/weir/');
  });

  test('declares the secrets and volumes that it uses, and no secret’s text', () => {
    expect(Object.keys(secrets)).toEqual(services.weir.secrets);
    expect(Object.keys(volumes).sort()).toEqual(['redis', 'weir']);
    expect(services.weir.environment.PRIVATE_KEY_PATH).toBe('/run/secrets/private-key');
    expect(Object.keys(services.weir.environment)).not.toContain('PRIVATE_KEY');
  });
});

/** Of each `FROM` its instructions; comments left out, lines that end in a backslash joined. */
function stagesOf(dockerfile: string): Instruction[][] {
  const lines = dockerfile
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter(Boolean);
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [name = '', ...rest] = line.split(' ');
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, text: rest.join(' ') });
  }
  return stages;
}

/** Paths in the repository; nothing of what comes from another stage. */
function sourcesOf(copy: string): string[] {
  return copy.startsWith('--from=') ? [] : copy.split(' ').slice(0, -1);
}

function textOf(stage: readonly Instruction[], name: string): string {
  return stage.find((instruction) => instruction.name === name)?.text ?? '';
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
