using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>Value and gradient of <see cref="LogisticProblems"/> at [column + 1, problem, output], the bias in the last row.</summary>
internal sealed class LogisticObjective : IDisposable
{
    private readonly LogisticProblems _problems;
    private readonly Tensor _target;
    private readonly Tensor _share;
    private readonly Tensor? _leftOut;
    private readonly Tensor _penalty;

    public LogisticObjective(LogisticProblems problems)
    {
        _problems = problems;
        using DisposeScope scope = NewDisposeScope();
        int rows = problems.Labels.Length, count = problems.Count, outputs = problems.Outputs;
        double[] counts = problems.RowCounts;
        _target = (outputs == 1
            ? tensor([.. problems.Labels.Select(label => (double)label)], [rows, 1, 1])
            : tensor([.. problems.Labels.SelectMany(label => Enumerable.Range(0, outputs).Select(k => k == label ? 1.0 : 0.0))],
                [rows, 1, outputs])).DetachFromDisposeScope();
        double[] shares = new double[rows * count], leftOut = new double[rows * count];
        for (int p = 0; p < count; p++)
        {
            double others = rows - counts[p];
            for (int row = 0; row < rows; row++)
            {
                bool fitted = problems.Masks?[p][row] ?? true;
                shares[(row * count) + p] = fitted ? 1 / counts[p] : 0;
                leftOut[(row * count) + p] = fitted ? 0 : 1 / others;
            }
        }

        _share = tensor(shares, [rows, count]).DetachFromDisposeScope();
        _leftOut = problems.Masks is null ? null : tensor(leftOut, [rows, count]).DetachFromDisposeScope();
        _penalty = tensor([.. problems.InversePenalties.Select((c, p) => 1 / (c * counts[p]))], [1, count, 1]).DetachFromDisposeScope();
    }

    /// <summary>One over the curvature to expect of each weight, [column + 1, problem, 1]: a first guess of the inverse Hessian.</summary>
    public Tensor InverseCurvature()
    {
        double spread = 1.0 / _problems.Classes * (1 - (1.0 / _problems.Classes));
        Tensor weights = _problems.Features.MeanSquares.mul(spread).view(-1, 1, 1).add(_penalty);
        return cat([weights, full([1, _problems.Count, 1], spread, ScalarType.Float64)]).reciprocal();
    }

    /// <summary>[problem] the value, and [column + 1, problem, output] the gradient.</summary>
    public (Tensor Value, Tensor Gradient) At(Tensor x)
    {
        int columns = _problems.Features.Columns;
        Tensor weights = x.narrow(0, 0, columns);
        (Tensor losses, Tensor residuals) = Losses(x);
        Tensor value = losses.mul(_share).sum([0]).add(weights.square().mul(_penalty).sum([0, 2]).mul(0.5));
        Tensor weighted = residuals.mul(_share.unsqueeze(-1));
        Tensor gradient = _problems.Features.TransposedTimes(weighted.reshape(_problems.Features.Rows, -1)).view(columns, _problems.Count, _problems.Outputs);
        return (value, cat([gradient.add(weights.mul(_penalty)), weighted.sum([0], keepdim: true)]));
    }

    /// <summary>[problem] the mean loss over the rows that the problem leaves out.</summary>
    public double[] LeftOutLoss(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        return _leftOut is null ? [.. Enumerable.Repeat(double.NaN, _problems.Count)] : Losses(x).Losses.mul(_leftOut).sum([0]).Doubles();
    }

    public void Dispose()
    {
        _target.Dispose();
        _share.Dispose();
        _leftOut?.Dispose();
        _penalty.Dispose();
    }

    // [row, problem] and the losses' derivative by the logits, [row, problem, output].
    private (Tensor Losses, Tensor Residuals) Losses(Tensor x)
    {
        int columns = _problems.Features.Columns;
        Tensor product = _problems.Features.Times(x.narrow(0, 0, columns).reshape(columns, -1));
        Tensor logits = product.view(-1, _problems.Count, _problems.Outputs).add(x.narrow(0, columns, 1));
        if (_problems.Outputs == 1)
        {
            // log(1 + e^z) - y z, without overflow.
            Tensor losses = logits.relu().add(logits.abs().neg_().exp_().add_(1).log()).sub(logits.mul(_target));
            return (losses.squeeze(-1), logits.sigmoid().sub_(_target));
        }

        Tensor logProbabilities = logits.log_softmax(-1);
        return (logProbabilities.mul(_target).sum(-1).neg_(), logProbabilities.exp().sub_(_target));
    }
}
