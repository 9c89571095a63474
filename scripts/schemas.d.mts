export const SCHEMAS: Readonly<Record<'report' | 'summary' | 'explore' | 'what-decides' | 'failure', string>>;
export function schemaOf(type: string): string;
