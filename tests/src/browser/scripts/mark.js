// Numbers the links and controls that keys must reach, in the order of the document, and returns how many there are.
// Of a group of radio buttons keys reach one.
(() => {
  const controls = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex^='-'])",
  )];
  const groups = new Set();
  const reachable = controls.filter((control) => {
    if (control.disabled || !control.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (control.matches("summary") && control.parentElement.querySelector("summary") !== control) return false;
    if (control.type !== "radio") return true;
    const group = `${control.form?.id} ${control.name}`;
    const chosen = control.checked || !document.querySelector(`input[type=radio][name="${control.name}"]:checked`);
    if (!chosen || groups.has(group)) return false;
    groups.add(group);
    return true;
  });
  reachable.forEach((control, number) => { control.minaoshiNumber = number; });
  return reachable.length;
})()
