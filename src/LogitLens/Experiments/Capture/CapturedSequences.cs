using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Runs;

namespace LogitLens.Experiments.Capture;

/// <summary>What activations are recorded of.</summary>
/// <param name="Ids">Each sequence's name.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Input">What run.json says of the data; null for one prompt.</param>
/// <param name="Notes">Remarks that a reader of the results should see.</param>
public sealed record CapturedSequences(IReadOnlyList<string> Ids, IReadOnlyList<int[]> Tokens, DatasetInput? Input, IReadOnlyList<string> Notes) : IRunData
{
    private const string PromptId = "prompt";

    /// <summary>The one prompt that options give, or a dataset's prompts.</summary>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public static CapturedSequences Open(ModelSource source, CaptureOptions options)
    {
        if (options.Prompt is not null || options.TokenIds.Count > 0)
        {
            return new CapturedSequences([PromptId], [GivenPrompt.Of(source, options.Prompt, options.TokenIds).Ids], null, []);
        }

        ClassificationTask task = ClassificationTask.Open(source, options.Data, options.Prompts, options.Seed);
        return new CapturedSequences(
            [.. task.Dataset.Examples.Select(example => example.Id)], [.. task.Conditions[0].Prompts.Select(prompt => prompt.Ids.ToArray())], task.Input, task.Notes);
    }
}
