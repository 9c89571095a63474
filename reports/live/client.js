/* Asks for the content of the page again and again, until the run or its server has ended. */
(() => {
  'use strict';
  const now = document.querySelector('#now');
  const live = document.querySelector('#live');
  async function look() {
    try {
      const answer = await fetch('/live', { cache: 'no-store' });
      // The folder is being replaced at this moment.
      if (answer.status === 503) return void setTimeout(look, 2000);
      live.innerHTML = await answer.text();
      if (answer.headers.get('Fct-Ended') === 'yes') {
        now.textContent = 'The run has ended; this is how it stood at its end.';
        return;
      }
      now.textContent = `Looked at ${new Date().toLocaleTimeString()}.`;
      setTimeout(look, 2000);
    } catch {
      now.textContent = 'Nobody answers any more: the run has ended, or was stopped.';
    }
  }
  setTimeout(look, 2000);
})();
