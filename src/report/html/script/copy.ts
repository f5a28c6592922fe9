/** A button beside the command that puts it on the clipboard. */
export const copy = `
for (const command of document.querySelectorAll('.command')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  const told = document.createElement('span');
  told.className = 'unseen';
  told.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    const isCopied = await write(command);
    button.textContent = told.textContent = isCopied ? 'Copied' : 'Selected: copy with the keyboard';
    setTimeout(() => { button.textContent = 'Copy'; told.textContent = ''; }, 4000);
  });
  command.after(button, told);
}

/** @param {Element} command */
async function write(command) {
  try {
    await navigator.clipboard.writeText(command.textContent ?? '');
    return true;
  } catch {
    // No clipboard here, or no permission.
    getSelection()?.selectAllChildren(command);
    return false;
  }
}
`;
