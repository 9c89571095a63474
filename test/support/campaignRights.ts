/** The rights of a broker's user, as docs/campaigns.md lists them. */
export const RIGHTS =
  '~fct:* -@all +@read +@write +@scripting +info +ping +time +multi +exec +client|setname';
