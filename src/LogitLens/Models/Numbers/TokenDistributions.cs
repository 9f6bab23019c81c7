namespace LogitLens.Models;

/// <summary>
/// Rows of logits as distributions over the vocabulary, in float32 whatever their type. A row is kept less its greatest logit, and the sum of
/// its exponentials apart from it in float64: small log-probabilities and divergences are then not differences of large numbers. Sums over
/// the vocabulary are libtorch's, which adds pairwise. What is read is within 1e-6 and a relative 1e-5 of float64.
/// </summary>
public sealed class TokenDistributions : IDisposable
{
    private readonly Tensor _centred;
    private readonly Tensor _weights;
    private readonly Tensor _total;

    /// <summary>Reads logits, [row, vocabulary], of which it keeps nothing.</summary>
    /// <exception cref="InputException">A logit is NaN or infinite.</exception>
    public TokenDistributions(Tensor logits)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor full = logits.to(ScalarType.Float32);
        Tensor centred = full.sub(full.amax([1], keepdim: true)), weights = centred.exp();
        Tensor total = weights.sum(1, keepdim: true, ScalarType.Float64);
        if (!total.AreFinite())
        {
            throw FiniteNumbers.Error("logits", logits.dtype);
        }

        _centred = centred.DetachFromDisposeScope();
        _weights = weights.DetachFromDisposeScope();
        _total = total.DetachFromDisposeScope();
    }

    private TokenDistributions(TokenDistributions all, long row)
    {
        _centred = all._centred.narrow(0, row, 1).DetachFromDisposeScope();
        _weights = all._weights.narrow(0, row, 1).DetachFromDisposeScope();
        _total = all._total.narrow(0, row, 1).DetachFromDisposeScope();
    }

    /// <summary>Each row's logits less the greatest of them, [row, vocabulary]: log-probabilities but for a constant of the row.</summary>
    public Tensor Centred => _centred;

    /// <summary>One row by itself, in the same memory.</summary>
    public TokenDistributions Row(long row) => new(this, row);

    /// <summary>Log-probabilities of tokens [row, n], or [1, n] for the same in each row: float64 [row, n], in nats.</summary>
    public Tensor LogProbabilities(Tensor tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor chosen = _centred.gather(1, tokens.expand(_centred.size(0), -1));
        return chosen.to(ScalarType.Float64).sub_(_total.log()).MoveToOuterDisposeScope();
    }

    /// <summary>Each row's entropy, float64 [row], in nats.</summary>
    public Tensor Entropy()
    {
        using DisposeScope scope = NewDisposeScope();

        // log Z - sum of e^c c / Z, both without cancellation: no c is above zero.
        Tensor sum = _weights.mul(_centred).sum(1, keepdim: true).to(ScalarType.Float64);
        return _total.log().sub_(sum.div_(_total)).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>KL(reference || row) for each row, float64 [row], in nats; not below zero.</summary>
    /// <param name="reference">As many rows, or one for all.</param>
    public Tensor DivergenceFrom(TokenDistributions reference)
    {
        using DisposeScope scope = NewDisposeScope();

        // The terms are p (log p - log q): nearly all of the difference of the log Z is taken off them, so that they are small where p and q are near.
        Tensor shift = reference._total.log().sub(_total.log());                      // [row, 1]
        Tensor rounded = shift.to(ScalarType.Float32);
        Tensor terms = reference._centred.sub(_centred).sub_(rounded).mul_(reference._weights);
        Tensor sum = terms.sum(1, keepdim: true).to(ScalarType.Float64).div_(reference._total);
        return sum.add_(rounded.to(ScalarType.Float64).sub_(shift)).squeeze(1).clamp_(min: 0).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the rows.</summary>
    public void Dispose()
    {
        _centred.Dispose();
        _weights.Dispose();
        _total.Dispose();
    }
}
