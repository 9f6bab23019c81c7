using LogitLens.Experiments.Sweeps;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Draws a sweep over questions: right answers, and the right answer's log-probability.</summary>
internal static class QuestionAblationFigures
{
    public static IEnumerable<DrawnFigure> Of(QuestionAblationResult result, string what)
    {
        if (result.N == 0 || !result.Items.Any(effect => effect.Item.IsSingle))
        {
            yield break;
        }

        string subtitle = AblationFigures.Subtitle(what, result.N, result.What, result.Edit), done = AblationFigures.Done(result.What, result.Edit);
        (SweepFigures Figures, GroupEffect? Group)[] metrics =
        [
            (new(result, result.Grid, result.Items, "effect on exact answers", done, subtitle), result.Group),
            (
                new(result, result.Grid, [.. result.Items.Select(effect => effect.OnLogProb)], "effect on log p(answer), nats", done, subtitle)
                {
                    Prefix = "log-prob-",
                },
                result.LogProbGroup),
        ];
        foreach ((SweepFigures figures, GroupEffect? group) in metrics)
        {
            foreach (DrawnFigure figure in AblationFigures.Parts(figures, result.Grid, result.What))
            {
                yield return figure;
            }

            if (group is not null)
            {
                yield return figures.Group(group);
            }
        }
    }
}
