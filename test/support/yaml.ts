/** YAML as plain values, by the parser that prettier has: maps, lists and texts; numbers and flags stay text. */
import { parsers } from 'prettier/plugins/yaml';

export type Yaml = string | null | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** Throws where the text is no YAML, or uses what is not understood here. */
export async function parseYaml(text: string): Promise<Yaml> {
  const root = (await parsers.yaml.parse(text, {} as never)) as Node;
  const documents = root.children!;
  if (documents.length !== 1) throw new Error(`one document is wanted, there are ${documents.length}`);
  const body = documents[0]!.children!.find((n) => n.type === 'documentBody');
  return valueOf(body?.children?.[0]);
}

/** Nothing where the parser leaves a gap, as for a key without a value. */
function valueOf(node: Node | null | undefined): Yaml {
  if (node === null || node === undefined) return null;
  const children = node.children ?? [];
  switch (node.type) {
    case 'mapping':
    case 'flowMapping': {
      const entries = children.map(({ children: [key, value] = [] }) => [
        valueOf(key?.children?.[0]),
        valueOf(value?.children?.[0]),
      ]);
      const map = Object.fromEntries(entries) as Record<string, Yaml>;
      if (Object.keys(map).length < entries.length) throw new Error('a key is there twice');
      return map;
    }
    case 'sequence':
    case 'flowSequence':
      return children.map((item) => valueOf(item.children?.[0]));
    case 'null':
      return null;
    case 'plain':
    case 'quoteDouble':
    case 'quoteSingle':
    case 'blockLiteral':
      return node.value!;
    default:
      throw new Error(`${node.type} is not understood`);
  }
}
