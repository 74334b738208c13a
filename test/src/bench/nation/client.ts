import { Agent, request } from 'node:http';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { ROLES } from '@thi-dua/schema/caller';
import { HEADER } from './rows.js';

interface Summary {
  accepted: number;
  rejected: number;
  faults: number;
}

/** A client of the gateway, as a province's system is one. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });
  private readonly tokens = new Map<string, Promise<string>>();
  private files = 0;

  constructor(
    private readonly url: string,
    private readonly tokenKey: string,
  ) {}

  private token(tenant: string, subject: string): Promise<string> {
    const name = `${tenant} ${subject}`;
    const key = new Uint8Array(Buffer.from(this.tokenKey, 'base64url'));
    const token = this.tokens.get(name) ?? signLocalToken(key, { tenant, subject, roles: ROLES });
    this.tokens.set(name, token);
    return token;
  }

  private async post(
    path: string,
    headers: Record<string, string>,
    texts: Iterable<string>,
    agent: Agent | false = this.agent,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.url), { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 500)}`));
        });
      });
      sent.on('error', reject);
      for (const text of texts) sent.write(text);
      sent.end();
    });
  }

  /** Hands in a file of figures; throws unless every row of it was taken in, at the first attempt. */
  async submit(tenant: string, lines: readonly string[]): Promise<void> {
    const answer = await this.post(
      '/import/observations',
      {
        authorization: `Bearer ${await this.token(tenant, `synthetic@${tenant}`)}`,
        'content-type': 'text/csv',
        'idempotency-key': `synthetic-${process.pid}-${++this.files}`,
      },
      pieces(lines),
      // A connection of its own: one kept alive may be closed by the gateway while the files of others are being written.
      false,
    );
    const end = JSON.parse(answer.trimEnd().split('\n').at(-1) ?? '{}') as Partial<Summary>;
    if (end.accepted !== lines.length)
      throw new Error(`${tenant} handed in ${lines.length} rows and was told: ${answer.slice(-1500)}`);
  }

  /** What a GET is answered with, read to its end and forgotten. */
  async get(path: string, tenant = 'trung-uong', subject = 'synthetic'): Promise<{ status: number; bytes: number }> {
    const headers = { authorization: `Bearer ${await this.token(tenant, subject)}` };
    return new Promise((resolve, reject) => {
      request(new URL(path, this.url), { agent: this.agent, headers }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
        response.on('error', reject);
      })
        .on('error', reject)
        .end();
    });
  }

  /** The data of an answer; throws where it has errors. */
  async ask(query: string, tenant = 'trung-uong', subject = 'synthetic'): Promise<Record<string, unknown>> {
    const answer = await this.post(
      '/graphql',
      { authorization: `Bearer ${await this.token(tenant, subject)}`, 'content-type': 'application/json' },
      [JSON.stringify({ query })],
    );
    const { data, errors } = JSON.parse(answer);
    if (errors !== undefined) throw new Error(`${query}\n${JSON.stringify(errors).slice(0, 500)}`);
    return data;
  }

  close(): void {
    this.agent.destroy();
  }
}

/** A file in pieces, so that nobody holds it whole. */
function* pieces(lines: readonly string[]): Generator<string> {
  yield HEADER;
  for (let at = 0; at < lines.length; at += 2000) yield `${lines.slice(at, at + 2000).join('\n')}\n`;
}
