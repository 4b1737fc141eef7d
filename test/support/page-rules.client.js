// Runs in the browser; its value is the list of what is wrong with the page.
(() => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  if (document.documentElement.scrollWidth > window.innerWidth) wrong.push('it scrolls sideways');
  if (document.documentElement.lang !== 'en-GB') wrong.push('it does not name its language');
  if (all('h1').length !== 1) wrong.push('it does not have one first heading');
  if (!/^.+ – .+$/.test(document.title)) wrong.push('its title does not name the page and the service');
  if (all('script').length > 0) wrong.push('it needs a script');
  for (const element of all('a, button, summary, iframe')) {
    const name = element.textContent.trim() || element.getAttribute('aria-label') || element.getAttribute('title');
    if (!name) wrong.push(`a ${element.tagName} has no name`);
    // WCAG 2.2, 2.5.8: 24 by 24 CSS pixels.
    const { height, width } = element.getBoundingClientRect();
    if (element.tagName === 'BUTTON' && (height < 24 || width < 24)) wrong.push(`a button is too small: ${name}`);
  }
  let level = 0;
  // What went wrong, or was just done, stands above the first heading, as the NHS lays it out.
  const above = '.nhsuk-error-summary, .nhsuk-notification-banner';
  for (const heading of all('h1, h2, h3, h4').filter((one) => one.closest(above) === null)) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) wrong.push(`a heading level is skipped before: ${heading.textContent}`);
    level = next;
  }
  return wrong;
})();
