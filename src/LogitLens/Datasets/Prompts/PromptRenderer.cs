namespace LogitLens.Datasets;

/// <summary>A prompt as text.</summary>
/// <param name="Text">The whole prompt; the label or answer follows its last character.</param>
/// <param name="Spans">Where its parts are, in characters.</param>
public sealed record RenderedPrompt(string Text, PromptSpans Spans);

/// <summary>
/// Renders the prompts of one condition: the demonstrations, each the filled template, a space and its label, parted by a blank line;
/// then the query, which ends where its label would begin. Texts may have line ends of their own, so a blank line is what parts examples.
/// </summary>
public sealed class PromptRenderer
{
    /// <summary>What stands between two demonstrations, and between the last and the query.</summary>
    public const string Separator = "\n\n";

    private readonly BoundTemplate _template;
    private readonly string _prefix;
    private readonly List<DemonstrationSpans> _demonstrations = [];

    /// <summary>Renders the part that all prompts share.</summary>
    public PromptRenderer(BoundTemplate template, IReadOnlyList<Demonstration> demonstrations)
    {
        _template = template;
        StringBuilder prefix = new();
        foreach (Demonstration demonstration in demonstrations)
        {
            int start = prefix.Length;
            string text = demonstration.Example.Text;
            prefix.Append(template.Before).Append(text).Append(template.After);
            int label = prefix.Length;
            prefix.Append(' ').Append(demonstration.Shown);
            Span whole = new(start, prefix.Length);
            _demonstrations.Add(new DemonstrationSpans(
                whole, new Span(0, text.Length).Shift(start + template.Before.Length), new Span(label, prefix.Length)));
            prefix.Append(Separator);
        }

        _prefix = prefix.ToString();
    }

    /// <summary>How many demonstrations each prompt has.</summary>
    public int Shots => _demonstrations.Count;

    /// <summary>The prompt for a text.</summary>
    public RenderedPrompt Render(string text)
    {
        string prompt = string.Concat(string.Concat(_prefix, _template.Before), text, _template.After);
        int query = _prefix.Length;
        PromptSpans spans = new(
            _demonstrations,
            _template.Instruction(text.Length).Select(span => span.Shift(query)).ToList(),
            new Span(0, text.Length).Shift(query + _template.Before.Length),
            _template.Cue(text.Length).Shift(query));
        return new RenderedPrompt(prompt, spans);
    }
}
