using LogitLens.Datasets;
using LogitLens.Datasets.Prompts;
using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Options;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Makes the prompts of a sweep from a dataset with labels.</summary>
internal static class SweptTask
{
    /// <summary>What tells how much a draw of demonstrations matters, where one is computed for all prompts.</summary>
    public const string OtherSeeds = "runs under other seeds (--seed) show by how much";

    /// <summary>Reads the data.</summary>
    /// <param name="source">The model, for its tokenizer.</param>
    /// <param name="data">Which data.</param>
    /// <param name="prompts">Which prompts.</param>
    /// <param name="seed">Draws subsets and demonstrations.</param>
    /// <exception cref="InputException">Data or options are wrong.</exception>
    public static ClassificationTask Open(ModelSource source, DataOptions data, PromptOptions prompts, long seed)
    {
        ClassificationTask task = ClassificationTask.Open(source, data, prompts, seed);
        return task with { Demonstrations = task.Demonstrations with { Remedy = OtherSeeds } };
    }

    /// <summary>The prompts of a task's first condition.</summary>
    public static SweptExample[] Examples(ClassificationTask task) =>
    [
        .. task.Dataset.Examples.Zip(task.Conditions[0].Prompts, (Example row, TokenisedPrompt prompt) =>
            new SweptExample(row.Id, row.Label!.Value, [.. prompt.Ids], prompt.Spans, null) { Cluster = row.Cluster }),
    ];

    /// <summary>Examples as the data of a sweep.</summary>
    public static SweptData ToData(ClassificationTask task, SweptExample[] examples) =>
        new(examples, SweptData.SharedLength(examples), task.LabelTokens, task.Labels.Words, task.Input, task.Notes) { Demonstrations = task.Demonstrations };
}
