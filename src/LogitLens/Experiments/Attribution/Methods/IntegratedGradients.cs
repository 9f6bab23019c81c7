using LogitLens.Models;

namespace LogitLens.Experiments.Attribution;

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan 2017): (x - x') times the gradient's mean along the straight line from a baseline x' to the
/// input x. The parts add up to f(x) - f(x') (completeness), which says whether the integral is taken finely enough: a prompt's nodes are doubled
/// until it holds within the tolerance.
/// </summary>
/// <param name="score">Scores rows.</param>
/// <param name="passes">Cuts nodes into passes.</param>
/// <param name="mostSteps">How many nodes to take at the most.</param>
/// <param name="tolerance">How far the parts may be from adding up: this times 1 plus the whole.</param>
internal sealed class IntegratedGradients(TargetScore score, Passes passes, int mostSteps, double tolerance)
{
    private const int FewestSteps = 16;

    /// <summary>The parts of each prompt's tokens, and how well they add up.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="baseline">The embedding that stands for no token, [d_model].</param>
    public IReadOnlyList<(double[] Scores, Completeness Completeness)> Of(IReadOnlyList<ScoredPrompt> prompts, Tensor baseline)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        double[] atBaseline = AtBaseline(prompts, baseline);
        StraightLine[] lines =
        [
            .. prompts.Select(prompt =>
            {
                Tensor input = score.Embeddings(prompt.Tokens);                          // [position, d_model]
                Tensor start = baseline.to(input.dtype).unsqueeze(0).expand(input.size(0), -1);
                return new StraightLine(prompt, start, input.sub(start));
            }),
        ];
        (double[] Scores, Completeness Completeness)[] found = new (double[], Completeness)[prompts.Count];
        int[] open = [.. Enumerable.Range(0, prompts.Count)];
        for (int steps = Math.Min(FewestSteps, mostSteps); open.Length > 0; steps = Math.Min(2 * steps, mostSteps))
        {
            double[][] parts = Parts([.. open.Select(place => lines[place])], steps);
            foreach ((int place, double[] scores) in open.Zip(parts))
            {
                double whole = prompts[place].Score - atBaseline[place];
                found[place] = (scores, new Completeness(prompts[place].Score, atBaseline[place], scores.Sum(), steps)
                {
                    Holds = Math.Abs(scores.Sum() - whole) <= tolerance * (1 + Math.Abs(whole)),
                });
            }

            open = steps == mostSteps ? [] : [.. open.Where(place => !found[place].Completeness.Holds)];
        }

        return found;
    }

    private double[][] Parts(StraightLine[] lines, int steps)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<(double At, double Weight)> nodes = GaussLegendre.Nodes(steps);
        Tensor[] means = [.. lines.Select(line => zeros_like(line.Path))];
        (int Line, double At, double Weight)[] rows =
            [.. Enumerable.Range(0, lines.Length).SelectMany(line => nodes.Select(node => (line, node.At, node.Weight)))];
        foreach ((int Line, double At, double Weight)[] pass in passes.Of(rows, row => lines[row.Line].Length))
        {
            using DisposeScope inner = NewDisposeScope();
            int longest = pass.Max(row => lines[row.Line].Length);
            IGrouping<int, (int Line, double At, double Weight)>[] byLine = [.. pass.GroupBy(row => row.Line)];
            Tensor points = cat([.. byLine.Select(own => Padded(lines[own.Key].At(own.Select(row => row.At)), longest))], 0); // [row, position, d_model]
            (_, Tensor gradients) = score.WithGradients(
                [.. pass.Select(row => lines[row.Line].Prompt.Tokens)], [.. pass.Select(row => lines[row.Line].Prompt.Target)], points);
            int first = 0;
            foreach (IGrouping<int, (int Line, double At, double Weight)> own in byLine)
            {
                Tensor gradient = gradients.narrow(0, first, own.Count()).narrow(1, 0, lines[own.Key].Length);
                means[own.Key].add_(gradient.mul(Column(own.Select(row => row.Weight), gradient)).sum([0]));
                first += own.Count();
            }
        }

        return [.. means.Select((mean, line) => mean.mul(lines[line].Path).to(ScalarType.Float64).sum(1).Doubles())];
    }

    private double[] AtBaseline(IReadOnlyList<ScoredPrompt> prompts, Tensor baseline)
    {
        ForwardHooks hooks = new ForwardHooks().Add(
            new Site(SiteKind.Embed), (_, embedded) => baseline.to(embedded.dtype).expand(embedded.shape).clone());
        return
        [
            .. passes.Of(prompts, prompt => prompt.Tokens.Length).SelectMany(pass =>
            {
                using DisposeScope scope = NewDisposeScope();
                return score.Of([.. pass.Select(prompt => prompt.Tokens)], [.. pass.Select(prompt => prompt.Target)], hooks).Doubles();
            }),
        ];
    }

    private static Tensor Padded(Tensor rows, int longest) =>
        rows.size(1) == longest ? rows : cat([rows, zeros([rows.size(0), longest - rows.size(1), rows.size(2)], rows.dtype, rows.device)], 1);

    private static Tensor Column(IEnumerable<double> values, Tensor like) =>
        tensor([.. values.Select(value => (float)value)], device: like.device).to(like.dtype).view(-1, 1, 1);

    // From the baseline, [position, d_model], along the path of the same shape.
    private sealed record StraightLine(ScoredPrompt Prompt, Tensor Start, Tensor Path)
    {
        public int Length => Prompt.Tokens.Length;

        public Tensor At(IEnumerable<double> places) => Start.unsqueeze(0).add(Column(places, Path).mul(Path.unsqueeze(0))); // [node, position, d_model]
    }
}
