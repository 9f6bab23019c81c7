using LogitLens.Answers;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>What is written under one edit, and how probable the right answer was.</summary>
/// <param name="Answer">What is written.</param>
/// <param name="LogProb">The right answer's log-probability, in nats.</param>
internal sealed record ScoredAnswer(WrittenAnswer Answer, double LogProb);

/// <summary>
/// Writes the answers to questions anew under every edit, greedily, with the keys and values of the edited run. An edit holds at every
/// position, of the prompt and of what is written alike. Several edits are stacked in one batch.
/// </summary>
/// <param name="maxNewTokens">Where it ends at the latest.</param>
/// <param name="mostRows">How many rows of so many tokens may be stacked.</param>
internal sealed class AnswerSweep(
    Transformer model, QuestionTask task, ConditionPrompts prompts, ContinuationReader reader, int maxNewTokens, Func<int, int> mostRows)
{
    private static readonly Variant s_clean = new([]);

    /// <summary>Answers questions without an edit, and under each.</summary>
    /// <param name="chosen">The questions, by place.</param>
    /// <param name="variants">The edits, which need not know positions.</param>
    /// <returns>[question] without an edit, and [edit][question].</returns>
    public (ScoredAnswer[] Clean, ScoredAnswer[][] Edited) Measure(
        IReadOnlyList<int> chosen, IReadOnlyList<Variant> variants, CancellationToken cancellation)
    {
        int longest = chosen.Max(question => prompts.Prompts[question].Ids.Count);
        int stacked = Math.Max(1, mostRows(longest) / chosen.Count);
        return (Write(chosen, [s_clean], cancellation)[0], [.. variants.Chunk(stacked).SelectMany(some => Write(chosen, some, cancellation))]);
    }

    private ScoredAnswer[][] Write(IReadOnlyList<int> chosen, Variant[] variants, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        int[][] rest = [.. chosen.Select(question => prompts.Prompts[question].Ids.Skip(prompts.SharedLength).ToArray())];
        ForwardHooks hooks = HooksOf(variants, [.. rest.Select(prompt => prompt.Length)]);
        using StackedPrefix? prefix = prompts.SharedLength == 0 ? null : PrefixUnder(variants);
        using BatchDecoder decoder = new(
            model, Stacked(rest, variants.Length), task.Room, prefix?.For(0, variants.Length), hooks);
        double[] scores = ContinuationScores.LogProbabilities(
            decoder, Stacked([.. chosen.Select(question => task.Questions[question].AnswerIds)], variants.Length));
        IReadOnlyList<int[]> written = TokenGenerator.Generate(decoder, scores.Length, maxNewTokens, TokenGenerator.Greedy, reader.Ending(cancellation));
        ScoredAnswer[] answers = [.. written.Select((tokens, row) => new ScoredAnswer(Judge(chosen[row % chosen.Count], tokens), scores[row]))];
        return [.. answers.Chunk(chosen.Count)];
    }

    // Keys and values of what the prompts share, under each edit.
    private StackedPrefix PrefixUnder(Variant[] variants)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] shared = [.. prompts.Prompts[0].Ids.Take(prompts.SharedLength)];
        KeyValueRecorder recorder = new();
        TokenBatch batch = new([.. variants.Select(_ => shared)]);

        // Of the last block only keys and values are wanted; one query is the least that can be asked for.
        Tensor one = zeros([variants.Length, 1], ScalarType.Int64, model.Device);
        _ = model.RunBlocks(
            model.Embed(batch), new PartialRun { Hooks = HooksOf(variants, [shared.Length]), Earlier = recorder, Positions = one });
        return recorder.ToPrefix();
    }

    // The edits put one value at every position, so the rows are told the same at each step.
    private ForwardHooks HooksOf(Variant[] variants, int[] lengths)
    {
        ActivationRows rows = ActivationRows.Of(lengths, 0, model.Device);
        return StackHooks.For(variants, 0, _ => rows);
    }

    private static int[][] Stacked(int[][] rows, int times) => [.. Enumerable.Repeat(rows, times).SelectMany(each => each)];

    private WrittenAnswer Judge(int question, int[] tokens)
    {
        Continuation continuation = reader.Read(tokens);
        AnswerVerdict verdict = task.Questions[question].Judge(continuation, tokens);
        return new WrittenAnswer(continuation.Text, tokens, continuation.Finish, verdict.Found, verdict.Class);
    }
}
