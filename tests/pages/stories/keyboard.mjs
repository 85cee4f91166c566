// A page as somebody uses it who has no mouse: Tab, Enter and letters.
import assert from 'node:assert/strict';

export class Keyboard {
  constructor(page) {
    this.page = page;
    page.on('filechooser', (chooser) => chooser.setFiles(this.file));
  }

  // Past the navigation, by the link that is there for it.
  async skip() {
    await this.reach('Skip to content');
    await this.enter();
  }

  // Tab by Tab to the control with this label or text. It must show that it has the focus.
  async reach(name) {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await this.page.keyboard.press('Tab');
      const at = await this.page.evaluate(focused);
      if (at.name !== name) continue;
      assert.ok(at.visible, `it is seen that ${name} has the focus`);
      return;
    }
    assert.fail(`${name} is not reached`);
  }

  // Writes into the field with this label; the letters choose in a list.
  async write(label, text) {
    await this.reach(label);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  // Puts a file into the field with this label.
  async attach(label, file) {
    this.file = file;
    await this.reach(label);
    await this.enter();
    await this.page.waitForFunction(() => document.activeElement.files.length === 1);
  }

  async enter() {
    await this.page.keyboard.press('Enter');
  }

  // Sends the form that has the focus.
  async send() {
    await Promise.all([this.page.waitForNavigation(), this.enter()]);
  }
}

function focused() {
  const element = document.activeElement;
  const label = element.labels?.[0] ?? element;
  const style = getComputedStyle(element);
  return {
    name: label.textContent.trim(),
    visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
  };
}
