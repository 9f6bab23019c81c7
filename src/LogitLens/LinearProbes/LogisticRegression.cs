using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>
/// Logistic regression with a ridge penalty, full-batch to convergence in float64: the objective of scikit-learn's <c>LogisticRegression(C)</c>, binary or
/// multinomial.
/// </summary>
internal static class LogisticRegression
{
    /// <summary>The gradient's norm at which a fit is done.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>The gradient's norm at which a fit that only chooses a penalty is done.</summary>
    public const double RoughTolerance = 1e-5;

    // Problems are solved together as long as a tensor of all rows by all their outputs stays below this, and what the search remembers of their steps too.
    private const long MostNumbers = 16L << 20;

    /// <summary>Solves the problems together.</summary>
    /// <param name="tolerance">The gradient's norm at which one is solved.</param>
    public static LogisticSolution Solve(LogisticProblems problems, double tolerance = Tolerance, CancellationToken cancellation = default)
    {
        int together = (int)Math.Max(1, MostNumbers / (Math.Max(problems.Features.Rows, 2L * Lbfgs.History * problems.Features.Columns) * problems.Outputs));
        LogisticSolution[] parts = [.. Enumerable.Range(0, problems.Count).Chunk(together).Select(chunk => SolveTogether(
            problems with
            {
                InversePenalties = [.. chunk.Select(p => problems.InversePenalties[p])],
                Masks = problems.Masks is { } masks ? [.. chunk.Select(p => masks[p])] : null,
            },
            tolerance,
            cancellation))];
        return parts.Length == 1 ? parts[0] : new LogisticSolution(
            [.. parts.SelectMany(part => part.Probes)],
            [.. parts.SelectMany(part => part.Iterations)],
            [.. parts.SelectMany(part => part.GradientNorms)],
            [.. parts.SelectMany(part => part.LeftOutLoss)]);
    }

    private static LogisticSolution SolveTogether(LogisticProblems problems, double tolerance, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using LogisticObjective objective = new(problems);
        int columns = problems.Features.Columns, outputs = problems.Outputs;
        (Tensor minimum, int[] iterations, double[] norms) = Lbfgs.Minimise(objective, columns + 1, problems.Count, outputs, tolerance, mostIterations: 3000,
            cancellation);
        double[] values = minimum.permute(1, 2, 0).contiguous().Doubles();                    // [problem, output, column + 1]
        double[][][] rows = [.. values.Chunk(columns + 1).Chunk(outputs)];
        return new LogisticSolution(
            [.. rows.Select(problem => new LinearProbe([.. problem.Select(row => row[..columns])], [.. problem.Select(row => row[columns])]))],
            iterations,
            norms,
            objective.LeftOutLoss(minimum));
    }
}
