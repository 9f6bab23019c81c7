using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments;

/// <summary>One prompt, with its parts where these are known.</summary>
/// <param name="Spans">Where its parts are; null where that is not known.</param>
/// <param name="Label">The right label; null where there is none.</param>
internal sealed record PartedPrompt(string Id, int[] Ids, PromptSpans? Spans, int? Label)
{
    /// <summary>The token that follows, where that is what is asked about; null elsewhere.</summary>
    public int? Next { get; init; }

    /// <summary>The text's positions, or all where parts are not known.</summary>
    public IReadOnlyList<int> TextPositions => Spans is { } spans
        ? [.. Enumerable.Range(spans.Text.Start, spans.Text.Length)]
        : [.. Enumerable.Range(0, Ids.Length)];
}

/// <summary>The prompts that a run looks at: one that is given, or a dataset's under one condition.</summary>
/// <param name="LabelTokens">The token of each label; empty where there are none.</param>
internal sealed record PromptData(IReadOnlyList<PartedPrompt> Prompts, int[] LabelTokens, IReadOnlyList<string> Words) : IRunData
{
    private const string PromptId = "prompt";

    private ClassificationTask? _task;

    public DatasetInput? Input => _task?.Input;

    public IReadOnlyList<string> Notes => _task?.Notes ?? [];

    /// <summary>The clusters of some prompts, by number; null where prompts are independent.</summary>
    /// <param name="ids">The prompts.</param>
    public int[]? ClustersOf(IEnumerable<string> ids) => _task?.Clusters is { } clusters ? Clusters.Number(ids.Select(id => clusters[id])) : null;

    public UnitPrompt? PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell) => _task?.PromptOf(unit, spell);

    /// <summary>A prompt that is given, as text or token ids.</summary>
    /// <param name="text">Its text; null for token ids.</param>
    /// <param name="tokenIds">Its token ids, where there is no text.</param>
    /// <param name="labelTokens">
    /// The token of each label, the right one's first; none where nothing is labelled. With a classification head classes stand for tokens, all of them
    /// where none is given.
    /// </param>
    /// <exception cref="InputException">The prompt is empty or too long, a token is not in the vocabulary, or labels are no two different tokens.</exception>
    public static PromptData Given(ModelSource source, string? text, IReadOnlyList<int> tokenIds, IReadOnlyList<int> labelTokens)
    {
        GivenPrompt.RequireKnownLabels(source, labelTokens);
        if (labelTokens.Count == 1 || labelTokens.Distinct().Count() < labelTokens.Count)
        {
            throw new InputException("--label-token-ids needs two or more different tokens, the right label's first");
        }

        PartedPrompt prompt = new(PromptId, GivenPrompt.Of(source, text, tokenIds).Ids, null, labelTokens.Count > 0 ? 0 : null);
        ClassHead? head = source.Files.Config.Head;
        int[] labels = labelTokens.Count > 0 || head is null ? [.. labelTokens] : [.. Enumerable.Range(0, head.Labels.Count)];
        return new PromptData([prompt], labels, [.. labels.Select(label => head?.Labels[label] ?? source.Files.Tokenizer?.TokenText(label) ?? $"{label}")]);
    }

    /// <summary>A prompt and each beginning of what follows it, with the token that comes next.</summary>
    /// <param name="text">The prompt's text; null for token ids.</param>
    /// <param name="tokenIds">Its token ids, where there is no text.</param>
    /// <exception cref="InputException">The prompt is empty, or both are too long.</exception>
    public static PromptData Continued(ModelSource source, string? text, IReadOnlyList<int> tokenIds, string continuation)
    {
        int[] prompt = GivenPrompt.Of(source, text, tokenIds).Ids, next = source.Files.RequireTokenizer().Encode(continuation);
        int context = source.Files.Config.ContextLength;
        if (prompt.Length + next.Length - 1 > context)
        {
            throw new InputException(
                $"the prompt and its continuation take {prompt.Length + next.Length} tokens and the model's context is {context}; shorten them");
        }

        return new PromptData(
            [.. next.Select((token, place) => new PartedPrompt($"next {place + 1}", [.. prompt, .. next[..place]], null, null) { Next = token })], [], []);
    }

    /// <summary>A dataset's prompts.</summary>
    /// <param name="unasked">What shares a draw of demonstrations where the options do not say.</param>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public static PromptData Of(
        ModelSource source, DataOptions data, PromptOptions prompts, long seed, DemonstrationScope unasked = DemonstrationScope.Example)
    {
        ClassificationTask task = ClassificationTask.Open(source, data, prompts, seed, unasked: unasked);
        return new PromptData(
            [
                .. task.Dataset.Examples.Zip(
                    task.Conditions[0].Prompts, (example, prompt) => new PartedPrompt(example.Id, [.. prompt.Ids], prompt.Spans, example.Label)),
            ],
            task.LabelTokens, [.. task.Words.Select(word => word.Word)])
        {
            _task = task,
        };
    }
}
