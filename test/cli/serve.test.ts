/** The hosts that the page of a run in progress answers to. */
import { expect, it } from 'vitest';
import { ownHosts } from '../../cli/serve.ts';

it('a host without a port is this server only at the port of HTTP', () => {
  expect(ownHosts(80)).toEqual(['127.0.0.1:80', 'localhost:80', '127.0.0.1', 'localhost']);
  expect(ownHosts(8080)).toEqual(['127.0.0.1:8080', 'localhost:8080']);
});
