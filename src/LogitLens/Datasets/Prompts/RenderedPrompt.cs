namespace LogitLens.Datasets.Prompts;

/// <summary>A prompt as text.</summary>
/// <param name="Text">The whole prompt; the label or answer follows its last character.</param>
/// <param name="Spans">Where its parts are, in characters.</param>
public sealed record RenderedPrompt(string Text, PromptSpans Spans);
