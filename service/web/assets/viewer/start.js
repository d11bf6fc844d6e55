// Starts the viewer on our document. Nothing is asked of another host: without `validatorUrl: null` it would be.
window.addEventListener("load", () => {
  document.getElementById("viewer").textContent = "";
  window.SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#viewer",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
  });
});
