// Lets an element with data-key be used by that key, wherever the focus is but in a field.

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest('input, select, textarea') !== null) return;
  const target = [...document.querySelectorAll('[data-key]')].find(
    ({ dataset }) => dataset.key === event.key,
  );
  if (target === undefined) return;
  event.preventDefault();
  target.click();
});
