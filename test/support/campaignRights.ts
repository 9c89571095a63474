/** The rights of a broker's user, as docs/campaigns.md lists them. */
export const RIGHTS =
  '~fct:* -@all +@read +@write -@dangerous +eval +evalsha +info +ping +time +client|setname';
