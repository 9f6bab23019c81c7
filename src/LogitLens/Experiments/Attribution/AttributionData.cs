using LogitLens.Datasets.Prompts;
using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Attribution;

/// <summary>One prompt whose answer is attributed.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ids">Its tokens.</param>
/// <param name="Spans">Where its parts are; null where that is not known.</param>
/// <param name="Label">The right label; null where there is none.</param>
public sealed record AttributedPrompt(string Id, int[] Ids, PromptSpans? Spans, int? Label)
{
    /// <summary>The positions that are ranked: the text's, or all where parts are not known.</summary>
    public IReadOnlyList<int> Ranked => Spans is { } spans
        ? [.. Enumerable.Range(spans.Text.Start, spans.Text.Length)]
        : [.. Enumerable.Range(0, Ids.Length)];
}

/// <summary>The prompts whose answers are attributed.</summary>
/// <param name="Prompts">The prompts.</param>
/// <param name="LabelTokens">The token of each label; empty where there are none.</param>
/// <param name="Words">Each label's word.</param>
/// <param name="Input">What run.json says of the data; null for one prompt.</param>
/// <param name="Notes">Remarks that a reader of the results should see.</param>
public sealed record AttributionData(
    IReadOnlyList<AttributedPrompt> Prompts, int[] LabelTokens, IReadOnlyList<string> Words, DatasetInput? Input, IReadOnlyList<string> Notes) : IRunData
{
    private const string PromptId = "prompt";

    private ClassificationTask? _task;

    /// <inheritdoc/>
    public UnitPrompt? PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell) => _task?.PromptOf(unit, spell);

    /// <summary>The one prompt that options give, or a dataset's prompts.</summary>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public static AttributionData Open(ModelSource source, AttributeOptions options)
    {
        if (options.IsPrompt)
        {
            GivenPrompt.RequireKnown(source, options.Data.LabelTokenIds);
            int[] ids = GivenPrompt.Of(source, options.Prompt, options.TokenIds).Ids;
            int[] labels = [.. options.Data.LabelTokenIds];
            if (labels.Length == 1 || labels.Distinct().Count() < labels.Length)
            {
                throw new InputException("--label-token-ids needs two or more different tokens, the right label's first");
            }

            return new AttributionData(
                [new AttributedPrompt(PromptId, ids, null, labels.Length > 0 ? 0 : null)], labels,
                [.. labels.Select(label => source.Files.Tokenizer?.TokenText(label) ?? $"{label}")], null, []);
        }

        ClassificationTask task = ClassificationTask.Open(source, options.Data, options.Prompts, options.Run.Seed, unasked: DemonstrationScope.Example);
        return new AttributionData(
            [.. task.Dataset.Examples.Zip(task.Conditions[0].Prompts, (example, prompt) => new AttributedPrompt(example.Id, [.. prompt.Ids], prompt.Spans, example.Label))],
            task.LabelTokens, task.Words.Select(word => word.Word).ToArray(), task.Input, task.Notes)
        {
            _task = task,
        };
    }

    /// <summary>The token that a text stands for.</summary>
    /// <exception cref="InputException">It is not one token.</exception>
    public static int OneToken(BytePairTokenizer tokenizer, string text, string option)
    {
        int[] ids = tokenizer.Encode(text);
        return ids.Length == 1
            ? ids[0]
            : throw new InputException($"{option} \"{text}\" is {ids.Length} tokens of this model; give one token, with its leading space where it follows a word");
    }
}
