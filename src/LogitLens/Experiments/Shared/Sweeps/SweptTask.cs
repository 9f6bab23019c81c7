using LogitLens.Datasets;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Makes the prompts of a sweep from a dataset with labels.</summary>
internal static class SweptTask
{
    /// <summary>The prompts of one condition under each draw of demonstrations.</summary>
    /// <param name="condition">The condition's place among those that differ in more than their draws.</param>
    public static ConditionPrompts[] Draws(ClassificationTask task, int condition = 0)
    {
        Condition asked = task.DistinctConditions[condition];
        return [.. task.Conditions.Where(prompts => prompts.Condition == asked)];
    }

    /// <summary>The examples with the prompts of one condition and draw.</summary>
    public static SweptExample[] Examples(ClassificationTask task, ConditionPrompts prompts) =>
    [
        .. task.Dataset.Examples.Select((Example row, int index) =>
            new SweptExample(row.Id, row.Label!.Value, [.. prompts.Prompts[index].Ids], prompts.Prompts[index].Spans, null)
            {
                Cluster = row.Cluster,
                Text = row.TokenIds is null ? row.Text : null,
                Demonstrations = prompts.ShownBefore(index),
            }),
    ];

    /// <summary>Examples as the data of a sweep under one draw.</summary>
    public static SweptData ToData(ClassificationTask task, ConditionPrompts prompts, SweptExample[] examples) =>
        new(examples, SweptData.SharedLength(examples), task.LabelTokens, task.Labels.Names, task.Input, task.Notes)
        {
            Condition = ConditionPrompts.NameOf(prompts.Condition.Name, prompts.Draw),
            Demonstrations = task.Demonstrations,
        };

    /// <summary>The data of a sweep that runs each prompt alone.</summary>
    public static SweptDraws ToDraws(ClassificationTask task) => new([.. Draws(task).Select(prompts => ToData(task, prompts, Examples(task, prompts)))]);
}
