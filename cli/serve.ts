export async function serve(..._: unknown[]): Promise<number> {
  return 0;
}
