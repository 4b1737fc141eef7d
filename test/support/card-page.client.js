// Runs in the browser, after the `adaptivecards` package: shows one card as Teams would and notes what it sends.
// Colours, sizes and spacing follow the light theme of Teams closely enough to judge wrapping, order and contrast.
(() => {
  const { AdaptiveCard, HostConfig, SerializationContext, Version, Versions } = globalThis.AdaptiveCards;
  const text = (normal, subtle = '#616161') => ({
    default: { default: normal, subtle },
    accent: { default: '#5b5fc7', subtle: '#5b5fc7' },
    good: { default: '#0e700e', subtle: '#0e700e' },
    warning: { default: '#8a4b00', subtle: '#8a4b00' },
    attention: { default: '#b10e1c', subtle: '#b10e1c' },
    light: { default: '#ffffff', subtle: '#ffffff' },
    dark: { default: '#242424', subtle: '#424242' },
  });
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors: text('#242424') });
  const hostConfig = new HostConfig({
    fontFamily: '"Segoe UI", system-ui, "Open Sans", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: '#e0e0e0' },
    supportsInteractivity: true,
    containerStyles: {
      default: style('#ffffff'),
      emphasis: style('#f5f5f5'),
      accent: style('#e8ebfa'),
      good: style('#e7f2da'),
      warning: style('#fbf6d9'),
      attention: style('#fcf4f6'),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 150 }, value: { wrap: true }, spacing: 12 },
    inputs: { label: { requiredInputs: { suffix: ' *' } }, inputSpacing: 'small' },
  });

  const escaped = (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  /** The little Markdown that Teams knows in a TextBlock. A character after a backslash is itself. */
  const markdown = (source) => {
    const kept = [];
    const protectedSource = source.replaceAll(/\\([\\`*_{}[\]()#+\-.!~>|<&"'])/g, (_all, character) => {
      kept.push(character);
      return `\u0000${kept.length - 1}\u0000`;
    });
    const html = escaped(protectedSource)
      .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
      .replaceAll(/\*\*(\S(?:.*?\S)?)\*\*/g, '<b>$1</b>')
      .replaceAll(/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/g, '<i>$1</i>')
      .replaceAll(/^[-*] (.*)$/gm, '<li>$1</li>')
      .replaceAll(/(?:<li>.*<\/li>\n?)+/g, (items) => `<ul>${items.replaceAll('\n', '')}</ul>`)
      .replaceAll(/\r?\n/g, '<br>');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a character no card contains marks what was kept.
    return html.replaceAll(/\u0000(\d+)\u0000/g, (_all, index) => escaped(kept[Number(index)]));
  };
  AdaptiveCard.onProcessMarkdown = (source, result) => {
    result.outputHtml = markdown(source);
    result.didProcess = true;
  };

  const LEAVES_THE_CARD = new Set(['Action.Execute', 'Action.Submit', 'Action.OpenUrl']);
  const sent = [];
  globalThis.cardPage = {
    sent,
    /** Shows a card in place of the last one. Returns what the card's own validation has to say. */
    show(json) {
      const context = new SerializationContext(Versions.v1_5);
      const card = new AdaptiveCard();
      card.hostConfig = hostConfig;
      card.version = new Version(1, 5);
      card.onExecuteAction = (action) => {
        if (!LEAVES_THE_CARD.has(action.getJsonTypeName())) return;
        const { title, verb, data, url } = action;
        sent.push(JSON.parse(JSON.stringify({ type: action.getJsonTypeName(), title, verb, data, url })));
      };
      card.parse(json, context);
      const problems = Array.from({ length: context.eventCount }, (_empty, index) => context.getEventAt(index).message);
      const validation = card.validateProperties().validationEvents.map((event) => event.message);
      document.getElementById('card').replaceChildren(card.render());
      sent.length = 0;
      return [...problems, ...validation];
    },
    /** Every visible element whose content does not fit: cut off, or sticking out of the page. */
    clipped() {
      const typedInto = new Set(['INPUT', 'TEXTAREA', 'SELECT', 'OPTION']);
      const visible = (element) => element.checkVisibility() && element.clientWidth > 0 && element.clientHeight > 0;
      const cutOff = [...document.body.querySelectorAll('*')].filter((element) => {
        if (!visible(element) || typedInto.has(element.tagName)) return false;
        if (element.scrollWidth > element.clientWidth + 1) return true;
        const hidesBelow = getComputedStyle(element).overflowY !== 'visible';
        return hidesBelow && element.scrollHeight > element.clientHeight + 1;
      });
      const page = document.documentElement;
      const sideways = page.scrollWidth > page.clientWidth ? [page] : [];
      return [...sideways, ...cutOff].map((element) => ({
        element: `${element.tagName.toLowerCase()}${element.className ? `.${String(element.className).split(' ')[0]}` : ''}`,
        text: element === page ? 'the page scrolls sideways' : element.textContent.trim().slice(0, 80),
        wants: element.scrollWidth,
        has: element.clientWidth,
      }));
    },
  };
})();
