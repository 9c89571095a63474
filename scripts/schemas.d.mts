export const SCHEMAS: Readonly<
  Record<'report' | 'summary' | 'explore' | 'what-decides' | 'failure' | 'run' | 'token', string>
>;
export function schemaOf(type: string): string;
