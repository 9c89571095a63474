export const SCHEMAS: Readonly<Record<'report' | 'summary', string>>;
export function schemaOf(type: string): string;
