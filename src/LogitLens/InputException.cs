namespace LogitLens;

/// <summary>
/// The user's input is wrong: an option, a file, a row, a model id. The message is one line that says what was wrong, where, and what
/// would be right; the command line prints it alone and exits with code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the error with its one-line message.</summary>
    public InputException(string message)
        : base(OneLine.Of(message))
    {
    }

    /// <summary>Creates the error with its one-line message and what caused it.</summary>
    public InputException(string message, Exception inner)
        : base(OneLine.Of(message), inner)
    {
    }
}
