/* What a page gains where scripts may run. Without it the page is complete: this only looks things up, sorts and hides. */
(() => {
  'use strict';
  const make = (tag, attributes, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };
  const show = (x) => {
    const size = Math.abs(x);
    if (x === 0 || (size >= 0.001 && size < 1e6)) return String(Number(x.toPrecision(4))).replace('-', '−');
    return x.toExponential(2).replace('e+', 'e').replace(/-/g, '−');
  };

  /* Charts: the nearest point under the pointer, or under the arrow keys, with its trial, its value and the command that replays it. */
  const tip = make('div', { class: 'tip', role: 'status', hidden: '' });
  document.body.append(tip);
  let pinned;
  const charts = new Map();
  for (const svg of document.querySelectorAll('svg[data-hover]')) {
    const { at, of, series, trials } = JSON.parse(svg.dataset.hover);
    const points = series.flatMap(({ name, points: flat, words, keys }) =>
      Array.from({ length: flat.length / 4 }, (_, i) => {
        const [x, y, px, py] = flat.slice(4 * i, 4 * i + 4);
        return { name, x, y, px, py, words: words?.[i], key: keys?.[i] ?? x };
      }),
    );
    if (points.length === 0) continue;
    const chart = { svg, at, of, points, trials, now: 0 };
    charts.set(svg.dataset.chart, chart);
    svg.setAttribute('tabindex', '0');
    svg.addEventListener('pointermove', (event) => {
      if (pinned === undefined) look(chart, nearest(chart, event));
    });
    svg.addEventListener('pointerleave', () => pinned === undefined && hide());
    svg.addEventListener('click', (event) => pin(chart, nearest(chart, event)));
    svg.addEventListener('blur', () => pinned === undefined && hide());
    svg.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step !== undefined) look(chart, Math.min(points.length - 1, Math.max(0, chart.now + step)));
      else if (event.key === 'Enter') pin(chart, chart.now);
      else return;
      event.preventDefault();
    });
  }

  function nearest({ svg, points }, { clientX, clientY }) {
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const [x, y] = [(clientX - box.left) * scale, (clientY - box.top) * scale];
    const far = (p) => (p.px - x) ** 2 + (p.py - y) ** 2 / 4;
    return points.reduce((best, p, i) => (far(p) < far(points[best]) ? i : best), 0);
  }

  function look(chart, index) {
    const { svg, at, of, points, trials } = chart;
    chart.now = index;
    const { name, x, y, px, py, words, key } = points[index];
    const replay = replayOf(trials, key);
    const value = `${name === '' ? '' : `${name}: `}${of} ${show(y)}`;
    tip.replaceChildren(make('strong', {}, words ?? `${at} ${show(x)}`), ` ${value}`);
    if (replay !== undefined) tip.append(make('code', {}, replay));
    if (pinned === chart)
      tip.append(make('a', { href: `#${svg.dataset.chart}/${index}` }, 'Link to this point'));
    const box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    tip.hidden = false;
    const left = box.left + px * scale + 12;
    const width = document.documentElement.clientWidth;
    tip.style.left = `${Math.max(4, Math.min(left, width - tip.offsetWidth - 4)) + scrollX}px`;
    tip.style.top = `${box.top + py * scale + 14 + scrollY}px`;
    mark(svg, px, py);
  }

  /* The token's fields with the trial's own index and digest put back. */
  function replayOf(trials, key) {
    const at = trials === undefined ? -1 : trials.at.indexOf(key);
    if (at < 0) return undefined;
    const fields = JSON.parse(trials.fields);
    fields[5] = trials.indices[at];
    fields[8] = trials.digests.split(' ')[at];
    const bytes = new TextEncoder().encode(JSON.stringify(fields));
    const text = btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, '-')
      .replace(/\//g, '_');
    return trials.replay + trials.prefix + text.replace(/=+$/, '');
  }

  function mark(svg, px, py) {
    document.querySelector('.hovered')?.remove();
    const circle = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    for (const [name, value] of Object.entries({ class: 'hovered', cx: px, cy: py, r: 5 }))
      circle.setAttribute(name, value);
    svg.append(circle);
  }

  function pin(chart, index) {
    pinned = chart;
    look(chart, index);
  }

  function hide() {
    pinned = undefined;
    tip.hidden = true;
    document.querySelector('.hovered')?.remove();
  }
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  document.addEventListener('pointerdown', ({ target }) => {
    if (pinned !== undefined && !tip.contains(target) && !pinned.svg.contains(target)) hide();
  });

  /* An address that names a point opens what is around it, and shows it. */
  function follow() {
    const [, name, index] = /^#(.+)\/(\d+)$/.exec(decodeURIComponent(location.hash)) ?? [];
    const chart = charts.get(name);
    if (chart?.points[index] === undefined) return;
    for (let at = chart.svg; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    chart.svg.scrollIntoView({ block: 'center' });
    pin(chart, Number(index));
  }
  addEventListener('hashchange', follow);

  /* Strata: hide and show. */
  for (const panels of document.querySelectorAll('[data-strata]')) {
    const figures = [...panels.querySelectorAll('figure')];
    if (figures.length < 2) continue;
    const boxes = figures.map((figure) => {
      const box = make('input', { type: 'checkbox' });
      box.checked = true;
      box.addEventListener('change', () => (figure.hidden = !box.checked));
      return make('label', {}, box, ` ${figure.querySelector('strong').textContent}`);
    });
    panels.before(make('fieldset', { class: 'tools' }, make('legend', {}, 'Strata shown'), ...boxes));
  }

  /* Tables: sort by a head, keep the rows that have some words. */
  const UP = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const numberOf = (text) => {
    const plain = text
      .replace(/−/g, '-')
      .replace(
        /×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
        (_, power) => `e${power.replace('⁻', '-').replace(/[^-]/g, (c) => UP.indexOf(c))}`,
      )
      .replace('∞', 'Infinity');
    return Number.parseFloat(plain.replace(/^[≤≥a-z ]+/i, ''));
  };
  const compare = (a, b) => {
    const [x, y] = [numberOf(a), numberOf(b)];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a.localeCompare(b);
    return x === y ? 0 : x - y;
  };
  for (const table of document.querySelectorAll('.scroll > table')) {
    const rows = [...table.querySelectorAll('tbody > tr:not(.group)')];
    if (rows.length < 4) continue;
    const heads = [...table.querySelectorAll('thead th')];
    heads.forEach((head, column) => {
      const button = make('button', { class: 'sort', type: 'button' }, ...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        for (const body of table.tBodies) {
          const text = (row) => row.cells[column]?.textContent.trim() ?? '';
          const own = [...body.rows].filter((row) => !row.classList.contains('group'));
          own.sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b)));
          body.append(...own);
        }
      });
    });
    if (rows.length < 8) continue;
    const input = make('input', { type: 'search', size: '18' });
    const found = make('span', { role: 'status' });
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/);
      let left = 0;
      for (const body of table.tBodies) {
        const head = body.querySelector('.group')?.textContent ?? '';
        let some = false;
        for (const row of body.rows) {
          if (row.classList.contains('group')) continue;
          const text = `${head} ${row.textContent}`.toLowerCase();
          row.hidden = !words.every((word) => text.includes(word));
          if (!row.hidden) left++;
          some ||= !row.hidden;
        }
        body.hidden = !some;
      }
      found.textContent = input.value === '' ? '' : `${left} of ${rows.length} rows`;
    });
    table.parentElement.before(
      make('p', { class: 'tools' }, make('label', {}, 'Rows with ', input), ' ', found),
    );
  }
  follow();
})();
