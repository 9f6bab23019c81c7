namespace LogitLens.Options;

/// <summary>Options, or a group of them, with rules that tie several options together.</summary>
public interface IValidatedOptions
{
    /// <summary>Checks the rules, once every option has its value.</summary>
    /// <exception cref="InputException">A rule is broken; the message names the options.</exception>
    public void Validate();
}
